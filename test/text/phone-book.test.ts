// Phone books from CSV and vCard as programs really write them, nasty ones too; nothing that is read can do harm.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PEOPLE, MAX_PHONES, phoneBookPersonSchema } from '../../src-shared/phone-book.ts';
import { readPeople } from '../../src-shared/text/phone-book/read.ts';
import { peopleAsCsv } from '../../src-shared/text/phone-book/write.ts';

const people = (text: string) => readPeople(text).people.map((one) => one.person);

describe('a CSV', () => {
  it('of their own, with semicolons, a BOM, Windows line ends and quotes inside quotes', () => {
    const read = readPeople(
      '\ufeffName;Position;Team;Phone;Mail;Slack;Notes\r\n' +
        '"Tran, B ""Binh""";Primary on-call;Payments;+84 24 3825 0000;binh@example.com;@binh;likes tea\r\n' +
        '\r\n' +
        'Pham C;Secondary on-call;;"030;123";;;\r\n',
    );
    expect(read.people).toEqual([
      {
        line: 2,
        notes: [],
        person: {
          name: 'Tran, B "Binh"',
          position: 'Primary on-call',
          team: 'Payments',
          phones: [{ number: '+84 24 3825 0000' }],
          email: 'binh@example.com',
          slack: '@binh',
        },
      },
      {
        line: 4,
        notes: [],
        person: { name: 'Pham C', position: 'Secondary on-call', phones: [{ number: '030;123' }] },
      },
    ]);
    expect(read.columns.map(({ header, means }) => `${header}: ${means ?? 'left out'}`)).toEqual([
      'Name: Name', 'Position: Position', 'Team: Team', 'Phone: Phone', 'Mail: Mail', 'Slack: Slack', 'Notes: left out',
    ]); // prettier-ignore
    expect(read.problem).toBeNull();
  });

  it('of Google Contacts, with several numbers in a cell and their kinds beside them', () => {
    expect(
      people(
        [
          'First Name,Middle Name,Last Name,Phonetic First Name,Organization Name,Organization Title,Organization Department,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value',
          'Dana,,Eliot,day-na,Example GmbH,VP Engineering,Engineering,"two\nlines",* Work,dana@example.com,d@home.example,Mobile,+49 170 1 ::: +49 170 2,Work,030 123',
        ].join('\n'),
      ),
    ).toEqual([
      {
        name: 'Dana Eliot',
        position: 'VP Engineering',
        team: 'Engineering',
        phones: [
          { number: '+49 170 1', label: 'mobile' },
          { number: '+49 170 2', label: 'mobile' },
          { number: '030 123', label: 'work' },
        ],
        email: 'dana@example.com',
      },
    ]);
  });

  it('of Outlook, where "Title" is Dr. and faxes are no phones', () => {
    expect(
      people(
        'Title,First Name,Last Name,Company,Department,Job Title,Business Fax,Business Phone,Home Phone,Mobile Phone,Pager,E-mail Address,E-mail Type,E-mail Display Name,Account\n' +
          'Dr.,Hoang,D,Example Ltd,Platform,Engineering lead,+1 555 1,+1 555 2,,="+1 555 3",+1 555 4,hoang@example.com,SMTP,Hoang D,x\n',
      ),
    ).toEqual([
      {
        name: 'Hoang D',
        position: 'Engineering lead',
        team: 'Platform',
        phones: [
          { number: '+1 555 2', label: 'work' },
          { number: '+1 555 3', label: 'mobile' },
        ],
        email: 'hoang@example.com',
      },
    ]);
  });

  it('of Outlook in German and French, and one with sep=', () => {
    expect(
      people(
        'Vorname;Nachname;Abteilung;Position;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse\nJörg;Groß;IT;Bereitschaft;089 1;0170 2;j@example.de',
      ),
    ).toEqual([
      {
        name: 'Jörg Groß',
        position: 'Bereitschaft',
        team: 'IT',
        phones: [
          { number: '089 1', label: 'work' },
          { number: '0170 2', label: 'mobile' },
        ],
        email: 'j@example.de',
      },
    ]);
    expect(people('sep=|\nPrénom|Nom|Téléphone\nAnaïs|Éluard|01 23')).toEqual([
      { name: 'Anaïs Éluard', phones: [{ number: '01 23' }] },
    ]);
    expect(people('Nom\tTéléphone\nAnaïs\t01 23')[0]?.name).toBe('Anaïs');
  });

  it('without headings is read by what stands in it, and says so', () => {
    const read = readPeople(
      'Tran B,Primary on-call,+84 24 3825 0000,binh@example.com,@binh\nPham C,CTO,+84 24 3825 0001,c@example.com,@c',
    );
    expect(read.people.map((one) => one.person)[1]).toEqual({
      name: 'Pham C',
      position: 'CTO',
      phones: [{ number: '+84 24 3825 0001' }],
      email: 'c@example.com',
      slack: '@c',
    });
    expect(read.warnings.join()).toMatch(/guessed/u);
  });

  it('says what is doubtful, what is left out and why', () => {
    const read = readPeople(
      'Name,Phone,Mail\n,+1 555 1,x@example.com\n=HYPERLINK("http://evil.example"),call me,nobody\nEli,,\nEli,+1 555 2,\n' +
        `${'x'.repeat(100)},1234,\n"open,+1\n`,
    );
    expect(read.skipped).toEqual([{ line: 2, reason: 'No name', raw: '+1 555 1 x@example.com' }]);
    expect(read.people.map(({ line, notes }) => [line, notes])).toEqual([
      [
        3,
        [
          'The name looks like a formula; it is kept as text',
          'A phone number has no digits',
          'The mail address looks wrong',
        ],
      ],
      [4, ['No way to reach them', 'Also in line 5: put together']],
      [6, ['The name was too long and is cut']],
      [7, ['No way to reach them']],
    ]);
    expect(read.people[1]?.person.phones).toEqual([{ number: '+1 555 2' }]);
    expect(read.warnings.join()).toMatch(/quote is opened in line 7/u);
  });

  it.each([
    ['', /nothing in it yet/u],
    ['   \n\n', /nothing in it yet/u],
    ['1,2,3\n4,5,6', /No column with names/u],
    ['Name,Phone\n', /Nobody with a name/u],
  ])('%j gives nobody, and says what to do', (text, problem) => {
    const read = readPeople(text);
    expect(read.people).toEqual([]);
    expect(read.problem).toMatch(problem);
  });

  it('is bounded in people, numbers and length', () => {
    const many = readPeople(
      `Name,Phone\n${'Somebody X,1234\n'.repeat(10)}${Array.from({ length: MAX_PEOPLE + 50 }, (_, i) => `P ${i},1234`).join('\n')}`,
    );
    expect(many.people.length).toBeLessThanOrEqual(MAX_PEOPLE);
    const numbers = Array.from({ length: 9 }, (_, i) => `+1 555 ${i}00`).join(' ::: ');
    const [one] = readPeople(`Name,Phone\nEli,${numbers}`).people;
    expect(one?.person.phones).toHaveLength(MAX_PHONES);
    expect(one?.notes).toEqual([`Only ${MAX_PHONES} of 9 numbers are kept`]);
  });
});

describe('a vCard', () => {
  it('of version 2.1, quoted-printable over several lines, in an old character set', () => {
    expect(
      people(
        [
          'BEGIN:VCARD',
          'VERSION:2.1',
          'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gro=C3=9F;J=C3=B6rg;;;',
          'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=',
          ' Gro=C3=9F',
          'ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:B=E4ckerei;R=F6sterei',
          'TITLE:Primary on-call',
          'TEL;CELL;VOICE:+49 170 1',
          'TEL;FAX;WORK:+49 89 9',
          'TEL;PREF;WORK:+49 89 2',
          'EMAIL;INTERNET:j@example.de',
          'PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQSkZJRgABAQ',
          ' AAAAAAAA',
          '',
          'END:VCARD',
        ].join('\r\n'),
      ),
    ).toEqual([
      {
        name: 'JörgGroß',
        position: 'Primary on-call',
        team: 'Rösterei',
        phones: [
          { number: '+49 89 2', label: 'work' },
          { number: '+49 170 1', label: 'mobile' },
        ],
        email: 'j@example.de',
      },
    ]);
  });

  it('of version 3.0 from a phone: groups, own labels, escaped signs, folded lines', () => {
    expect(
      people(
        'BEGIN:VCARD\nVERSION:3.0\nN:B;Tran;;;\nFN:Tran\\, B\nORG:Example\\; Inc.;Payments\nitem1.TEL;type=pref:+84 24 3825\n  0000\nitem1.X-ABLabel:_$!<Mobile>!$_\nTEL;type=HOME;type=VOICE:+84 1\nX-SLACK:@binh\nROLE:Scribe\nEMAIL;type=INTERNET;type=WORK:binh@example.com\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nKIND:group\nFN:All of us\nEND:VCARD\nBEGIN:VCARD\nFN:Cut off',
      ),
    ).toEqual([
      {
        name: 'Tran, B',
        position: 'Scribe',
        team: 'Payments',
        phones: [
          { number: '+84 24 3825 0000', label: 'mobile' },
          { number: '+84 1', label: 'home' },
        ],
        email: 'binh@example.com',
        slack: '@binh',
      },
    ]);
  });

  it('of version 4.0: links, quoted parameters, preference as a number', () => {
    const read = readPeople(
      'begin:vcard\nVERSION:4.0\nFN:Pham C\nTEL;VALUE=uri;TYPE="voice,cell";X="a:b;c":tel:+84-24-1;ext=12\nTEL;VALUE=uri;PREF=1;TYPE=work:tel:+84-24-2\nIMPP;X-SERVICE-TYPE=Slack:slack:UC1234567\nEMAIL;PREF=1:c@example.com\nend:vcard\n',
    );
    expect(read.format).toBe('vcard');
    expect(read.people[0]?.person).toEqual({
      name: 'Pham C',
      phones: [
        { number: '+84-24-2', label: 'work' },
        { number: '+84-24-1 ext. 12', label: 'mobile' },
      ],
      email: 'c@example.com',
      slack: 'UC1234567',
    });
  });

  it('without a name or an end is said to be left out', () => {
    const read = readPeople('BEGIN:VCARD\nEMAIL:x@example.com\nEND:VCARD\nBEGIN:VCARD\nFN:Cut off\n');
    expect(read.skipped).toEqual([{ line: 1, reason: 'No name', raw: 'x@example.com' }]);
    expect(read.warnings.join()).toMatch(/line 4 has no end/u);
    expect(read.problem).toMatch(/Nobody/u);
  });
});

describe('written out', () => {
  it('reads back as it was, and no cell runs as a formula', () => {
    const before = [
      {
        name: '=cmd|calc',
        position: '-2+3',
        team: '@x',
        phones: [{ number: '+49 30 123', label: 'mobile' }],
        email: 'a@b.c',
      },
      {
        name: 'Tran "B", C',
        phones: [{ number: '030 1' }, { number: '+1 555', label: 'home' }],
        slack: '@b',
        pagerduty: 'P1',
      },
    ];
    const csv = peopleAsCsv(before);
    for (const cell of csv.split(/[,\r\n]/u)) expect(cell.replace(/^\ufeff?"?/u, '')).not.toMatch(/^[=@]|^[-+](?!\d)/u);
    expect(people(csv)).toEqual(before);
  });
});

describe('whatever the text', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'BEGIN:VCARD', 'END:VCARD', 'FN:', 'N:;;;', 'TEL;', ':', '"', '=', '=C3', '=\n', ';ENCODING=QUOTED-PRINTABLE:', '\n ', '\\', ',', ';', '\t',
          'Name', 'Phone', 'E-mail 1 - Value', 'sep=', '\r', ' ::: ', "'", '\u202e', '\ud800', '\u0000', '__proto__', 'constructor',
        ), // prettier-ignore
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );

  it('reading never throws, and everybody it finds is somebody the phone book takes', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'Name,Phone\n', 'BEGIN:VCARD\nFN:X\n'), nasty, (head, text) => {
        const read = readPeople(head + text);
        for (const { person } of read.people) expect(phoneBookPersonSchema.parse(person)).toEqual(person);
        expect(read.problem === null).toBe(read.people.length > 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('what was read and written out reads the same again', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const once = people(`Name,Position,Phone,Slack\n${text}`);
        if (once.length === 0) return;
        expect(people(peopleAsCsv(once))).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  it('a large hostile file is read in a moment', () => {
    for (const text of [
      '"'.repeat(1_000_000),
      'BEGIN:VCARD\n'.repeat(80_000),
      `BEGIN:VCARD\nFN:${'=\n'.repeat(400_000)}`,
      ';'.repeat(2_000_000),
      `Name\n${'= '.repeat(900_000)}`,
      `BEGIN:VCARD\nTEL;ENCODING=QUOTED-PRINTABLE:${'=41=\n'.repeat(300_000)}END:VCARD`,
    ]) {
      const before = performance.now();
      readPeople(text);
      expect(performance.now() - before).toBeLessThan(5_000);
    }
  });
});
