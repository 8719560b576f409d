// Which day a written date meant, when its year, its week or the order of its numbers is open.
import { dayNumber, dayText, weekdayName, weekdayOf, type WrittenDate } from './dates.ts';

const DAY = 86_400_000;

/** What is known where the date stands. Days count from 1 January 1970. */
export interface Around {
  today: number;
  /** the date before it in the text or as given; null when there is none */
  before: number | null;
  /** 02/03 is the third of February */
  monthFirst: boolean;
}

/** `day` is null when there is no such day. `doubts` say what was taken for granted. */
export function resolveDay(date: WrittenDate, around: Around): { day: number | null; doubts: string[] } {
  const { today, before } = around;
  switch (date.as) {
    case 'relative':
      return {
        day: today + date.days,
        doubts: [`"Today" and "Yesterday" were read as seen on ${dayText(today)}. Set the date if the text is older.`],
      };
    case 'weekday': {
      const day =
        before === null
          ? today - modulo(weekdayOf(today) - date.weekday)
          : before + modulo(date.weekday - weekdayOf(before));
      const doubt = `${weekdayName(date.weekday)} was read as ${dayText(day)}. Set the date if it was another week.`;
      return { day, doubts: [doubt] };
    }
    case 'numbers': {
      const [month, dayOfMonth] = around.monthFirst ? [date.first, date.second] : [date.second, date.first];
      const day = dayNumber(date.year, month, dayOfMonth);
      if (day === null) return { day, doubts: [] };
      const written = `${date.first}/${date.second}/${date.year}`;
      return { day, doubts: [`${written} was read as ${dayText(day)}. Check day and month.`] };
    }
    case 'no-year': {
      const day = withYear(date.month, date.day, around);
      if (day === null) return { day, doubts: [] };
      return {
        day,
        doubts: [`No year was given: read as ${dayText(day)}.`, ...wrongWeekday(day, date.weekday)],
      };
    }
    case 'full': {
      const day = dayNumber(date.year, date.month, date.day);
      return { day, doubts: wrongWeekday(day, date.weekday) };
    }
  }
}

/** The year that brings it nearest to the date before; with none before, the last time that day has been. */
function withYear(month: number, dayOfMonth: number, { today, before }: Around): number | null {
  const near = before ?? today;
  const year = new Date(near * DAY).getUTCFullYear();
  const days = [year - 1, year, year + 1].map((y) => dayNumber(y, month, dayOfMonth)).filter((day) => day !== null);
  if (before === null) return days.findLast((day) => day <= today + 1) ?? null;
  return days.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? null;
}

function wrongWeekday(day: number | null, weekday: number | undefined): string[] {
  if (day === null || weekday === undefined || weekdayOf(day) === weekday) return [];
  return [`${dayText(day)} is a ${weekdayName(weekdayOf(day))}, not a ${weekdayName(weekday)}.`];
}

function modulo(days: number): number {
  return ((days % 7) + 7) % 7;
}
