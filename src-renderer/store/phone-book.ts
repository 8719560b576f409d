// The phone book as the cockpit has it: asked for when somebody looks, and again whenever it has changed.
import { useEffect, useState } from 'react';
import type { PhoneBook } from '../../src-shared/phone-book.ts';
import { ask, useRecord } from './record.ts';

const EMPTY: PhoneBook = { people: [], importedAt: null };
let last: PhoneBook = EMPTY;

/** Empty until it has arrived; from then on the last one known is there at once. */
export function usePhoneBook(): PhoneBook {
  const changedAt = useRecord((record) => record.host?.phoneBook.changes ?? null);
  const [book, setBook] = useState(last);
  useEffect(() => {
    if (changedAt === null) return;
    let wanted = true;
    void ask('phone-book', {}).then((answer) => {
      if (!answer.ok || !wanted) return;
      last = answer.answer;
      setBook(answer.answer);
    });
    return () => {
      wanted = false;
    };
  }, [changedAt]);
  return book;
}
