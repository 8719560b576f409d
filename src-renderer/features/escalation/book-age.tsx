// The way to the phone book, with its age: on the night it is needed nobody should find out that it is a year old.
import { ageOf } from '../../../src-shared/phone-book.ts';
import { openPhoneBook } from '../../actions/open-phone-book.ts';
import { hostNow } from '../../store/clock.ts';
import { usePlaybook } from '../../store/incident.ts';
import { useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';

export function BookAge() {
  const book = useRecord((record) => record.host?.phoneBook ?? null);
  const oldDays = usePlaybook()?.escalation.phoneBookOldDays ?? null;
  const age = ageOf(book?.importedAt ?? null, hostNow(), oldDays);
  return (
    <>
      <Button name="Phone book" onPress={openPhoneBook.perform}>
        Phone book
      </Button>{' '}
      <span className={age.old ? 'pill amber' : 'escalation-none'}>
        {book === null || book.people === 0 ? 'empty' : age.words}
        {age.old ? ': old' : ''}
      </span>
    </>
  );
}
