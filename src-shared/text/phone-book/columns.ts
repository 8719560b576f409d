// What the columns of a table of people mean: as Google, Outlook and people themselves name them, else by what is in them.

export type Field =
  | 'name'
  | 'first'
  | 'middle'
  | 'last'
  | 'position'
  | 'team'
  | 'phone'
  | 'email'
  | 'slack'
  | 'pagerduty';

export interface Column {
  header: string;
  /** null: not used */
  field: Field | null;
  /** for a phone: what kind, or the column that says it */
  label?: string;
  labelIn?: number;
}

const RULES: readonly [RegExp, Field][] = [
  [/slack/u, 'slack'],
  [/pager ?duty/u, 'pagerduty'],
  [
    /^(?:e ?mail|mail)(?: ?\d+)?(?: (?:address|adresse|value))?(?: ?\d+)?$|^(?:adresse e ?mail|correo(?: electronico)?|courriel)$/u,
    'email',
  ],
  [/^(?:full |display )?name$|^(?:person|contact|engineer|who|nombre completo|ho va ten|ho ten)$/u, 'name'],
  [/^(?:first|given) ?name$|^(?:vorname|prenom|nombre)$/u, 'first'],
  [/^middle ?name$/u, 'middle'],
  [/^(?:last|family) ?name$|^(?:surname|nachname|familienname|nom|apellidos?)$/u, 'last'],
  [
    /^(?:job ?title|position|role|on call(?: role)?|rotation|function|funktion|poste|cargo|chuc vu)$|^organi[sz]ation(?: \d+)? title$/u,
    'position',
  ],
  [
    /^(?:team|department|dept|group|squad|abteilung|equipe|service|departamento)$|^organi[sz]ation(?: \d+)? department$/u,
    'team',
  ],
  [/phone|mobile|cell|handy|^tel(?:efon|ephone|efono)?\b|telefon|mobil|portable|\bnumber$|sdt|dien thoai/u, 'phone'],
];
/** Only where nothing better stands there. In Outlook's export "Title" is "Dr.", and the job has a column of its own. */
const WEAK: readonly [RegExp, Field][] = [
  [/^title$/u, 'position'],
  [/^(?:company|organi[sz]ation(?: \d+)?(?: name)?|firma)$/u, 'team'],
];
const NEVER =
  /\bfax\b|\bpager\b(?! ?duty)|telex|isdn|callback|\btype$|\blabel$|yomi|phonetic|display name$|reference|account number|id number|policy/u;

export function columnsOf(headers: readonly string[]): Column[] {
  const plain = headers.map(plainHeader);
  const columns = plain.map((header, i): Column => {
    const shown = (headers[i] ?? '').trim();
    const found =
      NEVER.test(header) && !/^(?:full |display )name$/u.test(header)
        ? undefined
        : RULES.find(([pattern]) => pattern.test(header));
    if (found === undefined) return { header: shown, field: null };
    if (found[1] !== 'phone') return { header: shown, field: found[1] };
    const stem = /^(.*?) value$/u.exec(header)?.[1];
    const labelIn =
      stem === undefined ? -1 : plain.findIndex((other) => other === `${stem} type` || other === `${stem} label`);
    return { header: shown, field: 'phone', ...(labelIn === -1 ? { label: labelOf(header) } : { labelIn }) };
  });
  for (const [pattern, field] of WEAK) {
    if (columns.some((column) => column.field === field)) continue;
    const at = plain.findIndex((header, i) => pattern.test(header) && columns[i]?.field === null);
    const column = columns[at];
    if (column !== undefined) columns[at] = { ...column, field };
  }
  // "Nom" alone is the whole name; beside "Prénom" it is the last one.
  if (!columns.some((column) => column.field === 'name' || column.field === 'first')) {
    const at = columns.findIndex((column) => column.field === 'last');
    const column = columns[at];
    if (column !== undefined) columns[at] = { ...column, field: 'name' };
  }
  return columns;
}

export function hasNames(columns: readonly Column[]): boolean {
  return columns.some(({ field }) => field === 'name' || field === 'first' || field === 'last');
}

/** Without a header: by what most cells of a column look like. */
export function columnsByContent(rows: readonly (readonly string[])[]): Column[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  let named = false;
  let position = false;
  return Array.from({ length: width }, (_, i): Column => {
    const cells = rows.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== '');
    const most = (pattern: RegExp): boolean =>
      cells.length > 0 && cells.filter((cell) => pattern.test(cell)).length * 2 > cells.length;
    const header = `Column ${i + 1}`;
    if (most(/^[^\s@]+@[^\s@]+\.[^\s@]+$/u)) return { header, field: 'email' };
    if (most(/^=?"?\+?[\d\s().\-/]{6,}"?$/u)) return { header, field: 'phone' };
    if (most(/^@[\w.-]+$|^[UW][A-Z0-9]{7,}$/u)) return { header, field: 'slack' };
    if (!named && most(/\p{Letter}{2}/u)) {
      named = true;
      return { header, field: 'name' };
    }
    if (named && !position && most(/\p{Letter}{2}/u)) {
      position = true;
      return { header, field: 'position' };
    }
    return { header, field: null };
  });
}

/** Lower case, no accents, one space where a sign stood. */
function plainHeader(header: string): string {
  // No heading is as long as that; what follows is asked of nothing longer.
  return header
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .replaceAll('đ', 'd')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .slice(0, 80);
}

/** "Mobile Phone" is mobile; a plain "Phone" is nothing more. */
function labelOf(header: string): string {
  if (/mobil|cell|handy|portable/u.test(header)) return 'mobile';
  if (/home|privat/u.test(header)) return 'home';
  if (/business|work|office|geschaft|buro|travail/u.test(header)) return 'work';
  return '';
}
