// Templates: what they give from full and from scarce facts, what they cannot reach, and that a bad one only fails.
import { describe, expect, it } from 'vitest';
import { templatePlaces } from '../../src-shared/playbook/template-places.ts';
import {
  sampleFacts,
  templateVariables,
  type TemplateFacts,
  type TemplateKind,
} from '../../src-shared/playbook/template-variables.ts';
import { MAX_RENDERED, checkTemplate, renderTemplate } from '../../src-shared/playbook/templates.ts';
import { standard } from './standard.ts';

function filled(template: string, facts: Record<string, unknown>): string {
  const rendered = renderTemplate(template, facts);
  return rendered.ok ? rendered.text : `FAILED ${rendered.message}`;
}

describe('the room update', () => {
  const facts: TemplateFacts<'roomUpdate'> = {
    incident: {
      number: 'INC-20250228-01',
      title: 'Payments fail',
      impact: '30 % of card payments',
      severity: 'SEV1',
      severityName: 'Critical',
      status: 'Identified',
      elapsed: '24 min',
      declaredUtc: '14:37 UTC',
      detectedUtc: '14:32 UTC',
      startedUtc: '14:28 UTC',
    },
    roles: { ic: 'Nguyen A', ops: 'Tran B', comms: '', scribe: '' },
    now: { utc: '15:01 UTC', local: '22:01 +07' },
    next: { utc: '15:16 UTC', local: '22:16 +07' },
    update: { number: 2 },
    news: ['Rolled back to v2.3.0'],
    doing: ['Watching the pool'],
    cause: 'Pool exhausted',
    eta: '',
    revenue: '',
  };

  it('says number, status, impact and since when, cause, what is done, and the next time in UTC and local (DOMAIN.md 4)', () => {
    expect(filled(standard.templates.roomUpdate, facts)).toBe(
      [
        'Update #2: SEV1 Payments fail',
        'Status: Identified, 24 min since declared',
        'Impact: 30 % of card payments, since 14:28 UTC',
        'Cause: Pool exhausted',
        'Since the last update:',
        '- Rolled back to v2.3.0',
        'Now:',
        '- Watching the pool',
        'Next update: 15:16 UTC (22:16 +07)',
      ].join('\n'),
    );
  });

  it('promises no end unless one was typed', () => {
    expect(filled(standard.templates.roomUpdate, facts)).not.toMatch(/over/u);
    expect(filled(standard.templates.roomUpdate, { ...facts, eta: '15:30 UTC' })).toContain(
      '\nExpected to be over: 15:30 UTC\n',
    );
  });
});

describe('every template of standard', () => {
  const cases = templatePlaces.flatMap(({ path, kind }) =>
    (['full', 'bare'] as const).map((known) => [path.join('.'), known, kind] as const),
  );

  it.each(cases)('%s, %s: reads as text, with nothing left over', (path, known, kind) => {
    const text = filled(templateAt(path), sampleFacts(kind, known));
    expect(text.length).toBeGreaterThan(40);
    expect(text).not.toMatch(/FAILED|\{\{|\{%|undefined|\[object|\n\n\n| \.|\(\)|:[ ]*$(?!\n- )/mu);
  });

  it.each([
    ['investigating', 'We are investigating a problem with our service.\nWe will post again as soon as we know more.'],
    [
      'identified',
      'We have found what is behind the problem with our service and are working on a fix.\nWe will post again as soon as we know more.',
    ],
    [
      'monitoring',
      'A fix is in place and we see our service recover. We are watching the results closely.\nWe will post again when we are sure.',
    ],
    [
      'resolved',
      'The problem with our service is resolved as of 14:56 UTC. Everything works as usual again. We are sorry for the trouble.',
    ],
  ] as const)('the public step %s reads well when hardly anything is known', (step, text) => {
    expect(filled(standard.statusPage.steps[step].template, sampleFacts('statusPage', 'bare'))).toBe(text);
  });

  it('public texts name components and the next post, and no person and no cause', () => {
    const facts = {
      ...sampleFacts('statusPage', 'full'),
      components: [
        { name: 'Payments', state: 'partial outage' },
        { name: 'Login', state: 'operational' },
      ],
    };
    expect(filled(standard.statusPage.steps.investigating.template, facts)).toBe(
      'We are investigating a problem with Payments and Login.\nAbout 30 % of card payments fail\nWe will post again by 15:12 UTC.',
    );
    const names = templateVariables.statusPage.map((variable) => variable.name);
    expect(names.filter((name) => name.startsWith('roles') || name === 'incident.number')).toEqual([]);
  });

  it('redirects an executive with who leads, who answers, where and when (DOMAIN.md 8)', () => {
    const text = filled(standard.redirects['wants-information'].script, sampleFacts('redirect', 'full'));
    for (const fact of ['Dana', 'Rolling payment-api back', 'Tran B', 'Pham C', '#exec-updates', '15:12 UTC'])
      expect(text).toContain(fact);
    expect(filled(standard.redirects['gives-orders'].script, sampleFacts('redirect', 'full'))).toContain(
      'Do you want to take command?',
    );
  });

  function templateAt(path: string): string {
    const found = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], standard); // a path of templatePlaces
    if (typeof found !== 'string') throw new Error(`no template at ${path}`);
    return found;
  }
});

describe('the table of variables', () => {
  it.each(Object.keys(templateVariables) as TemplateKind[])(
    '%s: each variable can be used and says what it is',
    (kind) => {
      for (const { name, meaning, isList, canBeEmpty } of templateVariables[kind]) {
        expect(checkTemplate(isList ? `{% for item in ${name} %}x{% endfor %}` : `{{ ${name} }}`, kind)).toEqual([]);
        expect(meaning).toMatch(/^(the|when|what|whom|how|where) /u);
        expect(meaning.includes('empty')).toBe(canBeEmpty && !isList);
      }
    },
  );
});

describe('a template that is wrong', () => {
  it.each([
    [
      'an unknown variable, named',
      'a\n {{ nope }}',
      'expected a variable that this template knows, found {{ nope }} (line 2)',
    ],
    [
      'a part that is not there',
      '{{ incident.nope }}',
      'expected a variable that this template knows, found {{ incident.nope }} (line 1)',
    ],
    ['the prototype', '{{ incident.__proto__ }}', 'found {{ incident.__proto__ }}'],
    ['the constructor', '{{ incident.constructor }}', 'found {{ incident.constructor }}'],
    ['an unknown filter', '{{ title | shout }}', 'expected a filter that templates know, found "shout"'],
    ['the clock', '{{ "now" | date: "%s" }}', 'expected a filter that templates know, found "date"'],
    ['chance', '{{ news | sample }}', 'expected a filter that templates know, found "sample"'],
    ['a file', '{% render "/etc/passwd" %}', 'expected a tag that templates know, found {% render %}'],
    ['a range without end', '{% for i in (1..1000000000) %}x{% endfor %}', 'expected a loop over one of the lists'],
    [
      'loops in loops',
      '{% for a in news %}{% for b in news %}{{ a }}{% endfor %}{% endfor %}',
      'expected no loop inside a loop',
    ],
    [
      'text that doubles',
      `{% assign s = "xxxxxxxxxx" %}${'{% assign s = s | append: s %}'.repeat(40)}{{ s }}`,
      'expected a template that ends soon and stays small',
    ],
    [
      'a huge output',
      `{% assign many = "${'a,'.repeat(2000)}" | split: "," %}{% for i in many %}${'y'.repeat(3000)}{% endfor %}`,
      `expected a template that gives at most ${MAX_RENDERED} characters, found 6000000`,
    ],
    ['a huge template', 'x'.repeat(9_000), 'expected at most 8000 characters, found 9000'],
    ['deep nesting', '{% if title %}'.repeat(500), 'expected every {{ and every tag to be closed'],
    ['braces', '{{'.repeat(3_000), 'left open'],
  ])('%s', (_what, template, says) => {
    const rendered = renderTemplate(template, { title: 'T', incident: { title: 'T' }, news: ['n'] });
    expect(rendered.ok ? 'rendered' : rendered.message).toContain(says);
  });

  it('leaves nothing behind for the next one', () => {
    renderTemplate('{% assign leak = "x" %}{{ leak }}', {});
    expect(renderTemplate('{{ leak }}', {}).ok).toBe(false);
  });

  it('gives the same text for the same facts, and takes facts as they are', () => {
    const facts = { title: '<!channel> {{ incident.title }} $& \\n' };
    expect(filled('{{ title }}', facts)).toBe('<!channel> {{ incident.title }} $& \\n');
    expect(filled('{{ title }}', facts)).toBe(filled('{{ title }}', facts));
  });

  it('needs no code generation: it works where eval is forbidden', () => {
    const forbidden = (): never => {
      throw new Error('code generation');
    };
    const real = globalThis.Function;
    globalThis.Function = new Proxy(real, { apply: forbidden, construct: forbidden });
    try {
      expect(filled('{% for item in news %}{{ item | upcase }}{% endfor %}', { news: ['a'] })).toBe('A');
    } finally {
      globalThis.Function = real;
    }
  });
});
