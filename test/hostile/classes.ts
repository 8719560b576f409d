// The classes of hostile input, numbered as in the list that the design goes by: what somebody may type, paste, import, or
// have a vendor answer, to fool, to hurt or to stop us. Each input is a text; where it is JSON it is tried as data too.

export interface HostileClass {
  number: number;
  name: string;
  inputs: readonly string[];
}

const DEEP = 200_000;
const long = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** A ZIP's end without its beginning, which says that it holds a million files of 4 GB. */
const ZIP_BOMB = `PK\u0003\u0004${'\u0000'.repeat(22)}PK\u0005\u0006\u0000\u0000\u0000\u0000\uffff\uffff${'\uffff'.repeat(8)}`;
/** The first bytes of an SQLite file, then a trigger and a view. */
const HOSTILE_DATABASE =
  'SQLite format 3\u0000\u0010\u0000\u0001\u0001\u0000@  CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END; CREATE VIEW incidents AS SELECT 1';

export const hostileClasses: readonly HostileClass[] = [
  {
    number: 1,
    name: 'calls to everybody',
    inputs: ['<!channel> wake up', '<!here|here>', '<!everyone>', '<!subteam^S0ONCALL|@oncall>', '<@U0ANA>'],
  },
  {
    number: 2,
    name: 'links that say another address',
    inputs: ['<https://evil.example|status.company.com>', '[status.company.com](https://evil.example)'],
  },
  {
    number: 3,
    name: 'markup that is escaped already',
    inputs: ['&lt;!channel&gt;', '&amp;lt;!here&amp;gt;', '&#60;!here&#62;'],
  },
  {
    number: 4,
    name: 'names that would be looked for',
    inputs: ['@here @channel @everyone', '@oncall look', '#general'],
  },
  {
    number: 5,
    name: 'pictures that call home',
    inputs: ['![x](https://evil.example/beacon.png)', '![](//evil.example/a)'],
  },
  {
    number: 6,
    name: 'markup that runs',
    inputs: [
      '<img src=x onerror=alert(1)>',
      '<svg><script>alert(1)</script></svg>',
      '"><script>alert(1)</script>',
      '<style>*{display:none}</style>',
    ],
  },
  {
    number: 7,
    name: 'addresses of other kinds',
    inputs: [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'file:///etc/passwd',
      'smb://evil.example/share',
      'ms-msdt:/id PCWDiagnostic',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'tel:*21*0900#',
    ],
  },
  {
    number: 8,
    name: 'addresses with a name before the host',
    inputs: [
      'https://slack.com@evil.example/',
      'https://slack.com:443@evil.example/',
      'https://slack.com%2F@evil.example/',
    ],
  },
  {
    number: 9,
    name: 'hosts in look-alike letters',
    inputs: ['https://\u0430pple.com/', 'https://sl\u0430ck.com/', 'https://xn--slck-7ve.com/'],
  },
  {
    number: 10,
    name: 'text that turns its direction',
    inputs: [
      'report\u202Efdp.exe',
      '\u2066\u2067abc\u2069',
      '\u200F12:00 - done\u200E',
      'https://example.com/\u202Egpj.exe',
    ],
  },
  {
    number: 11,
    name: 'twins by what cannot be seen',
    inputs: ['Tran\u200B B', 'Tran\u2060 B', 'T\u00ADran B', 'Tran B\uFEFF', 'a\u034Fb'],
  },
  {
    number: 12,
    name: 'broken and piled-up characters',
    inputs: ['a\u0000b', '\uD800', 'x\uDFFFy', `e${'\u0301'.repeat(10_000)}`, '\u001b[2J\u001b[31mred', '\u0007\u0008'],
  },
  {
    number: 13,
    name: 'far too much on one line',
    inputs: [long('a', 1_000_000), long('x ', 40_001), long('y', 13_300)],
  },
  {
    number: 14,
    name: 'longer than the page takes, cut within a character',
    inputs: [long('b', 26_000), `${long('c', 24_999)}👩‍👩‍👧‍👦`, long('👩‍👩‍👧‍👦', 26_000)],
  },
  {
    number: 15,
    name: 'formulas for a spreadsheet',
    inputs: [
      '=HYPERLINK("https://evil.example","x")',
      "-2+3+cmd|' /C calc'!A0",
      '+1',
      '@SUM(1+1)',
      '\t=1+1',
      '\r=1',
      'name,=1+1\nAna,=cmd',
    ],
  },
  {
    number: 16,
    name: 'nesting without end',
    inputs: [
      '['.repeat(DEEP) + ']'.repeat(DEEP),
      '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000),
      '> '.repeat(20_000),
      '('.repeat(50_000),
    ],
  },
  {
    number: 17,
    name: 'names of the language',
    inputs: [
      '__proto__',
      'constructor',
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '__proto__: { polluted: true }',
      'toString',
    ],
  },
  {
    number: 18,
    name: 'numbers and keys that JSON does not promise',
    inputs: [
      '{"a":1,"a":2}',
      '1e400',
      '-1e400',
      '9007199254740993',
      '-0',
      '{"n":1e400}',
      '[NaN]',
      'Infinity',
      '0x10',
      '1_000',
    ],
  },
  {
    number: 19,
    name: 'names of files elsewhere',
    inputs: [
      '../../../etc/passwd',
      '..\\..\\windows\\system32',
      '/etc/passwd',
      'C:\\Windows\\x',
      'CON',
      'nul.txt',
      'a/../../b',
      '%2e%2e%2f%2e%2e%2fetc',
      '..%5c..%5cx',
      'Report.MD',
      'journal.db',
    ],
  },
  { number: 20, name: 'archives that burst', inputs: [ZIP_BOMB, long('PK\u0001\u0002', 100_000)] },
  {
    number: 21,
    name: 'files cut off or flipped',
    inputs: [
      '{"format":"warroom","events":[',
      'version: 1\nid: te',
      'BEGIN:VCARD\nFN:Ana',
      'name,phone\n"Ana,1',
      '\u00ff\u00fe\u0000a',
    ],
  },
  {
    number: 22,
    name: 'old, forged or from the far future',
    inputs: [
      '9999-12-31T23:59:59Z - from the far future',
      '0001-01-01 00:00 - before all',
      '{"actor":{"person":"01H00000000000000000000000","via":"system"}}',
      '{"id":"01JMZ8Z0000000000000000002","type":"timeline.log","kind":"note","text":"x","at":253402300799999}',
      '{"id":"01JMZ8Z0000000000000000002","type":"timeline.log","kind":"note","text":"x","at":-62135596800001}',
    ],
  },
  {
    number: 23,
    name: 'one id, two bodies',
    inputs: [
      '{"id":"01JMZ8Z0000000000000000003","type":"timeline.log","kind":"note","text":"one"}',
      '{"id":"01JMZ8Z0000000000000000003","type":"timeline.log","kind":"note","text":"another"}',
    ],
  },
  {
    number: 24,
    name: 'from a version to come',
    inputs: [
      '{"id":"01JMZ8Z0000000000000000004","type":"incident.teleport","to":"Mars"}',
      '{"id":"01JMZ8Z0000000000000000005","type":"timeline.log","kind":"hologram","text":"x"}',
      'version: 99\nid: team\nname: Team\n',
      '{"v":99}',
    ],
  },
  {
    number: 25,
    name: 'answers that make no sense',
    inputs: [
      '{"ok":true}',
      '{"ok":"yes","ts":7}',
      '{"ok":true,"channel":null,"ts":""}',
      '<html><body>Please log in to the hotel network</body></html>',
      '',
      'null',
      '[]',
      '"ok"',
      '{"id":["x"],"status":{}}',
    ],
  },
  {
    number: 26,
    name: 'texts that take a careless pattern for ever',
    inputs: [
      `${'a'.repeat(50_000)}!`,
      `${' '.repeat(50_000)}x`,
      `${'14:32 '.repeat(10_000)}x`,
      '-'.repeat(50_000),
      `@${'a.'.repeat(25_000)}`,
      `${'0'.repeat(50_000)}m`,
      '| '.repeat(25_000),
      `"${'\\"'.repeat(25_000)}`,
      'a"'.repeat(250_000),
    ],
  },
  {
    number: 27,
    name: 'links into the cockpit with strange ends',
    inputs: [
      `#incident=${'0'.repeat(1_000_000)}`,
      '#incident=01JMZ8Z0000000000000000002&token=x',
      'app://warroom/../../etc/passwd',
      'app://warroom/index.html%00.js',
      'app://evil/index.html',
      'blob:app://evil/1',
      'https://example.com/?next=javascript:alert(1)',
    ],
  },
  {
    number: 28,
    name: 'a database that acts by itself',
    inputs: [HOSTILE_DATABASE, `${HOSTILE_DATABASE}${'\u0000'.repeat(4_096)}`],
  },
];
