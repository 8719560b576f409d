// A file for whoever helps: log and state, with names and texts taken out.
import { saveFile } from '../../store/files.ts';
import { ask } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tell, tellUnsaved } from '../../ui/toast.tsx';

export function Diagnostics() {
  const save = async (): Promise<void> => {
    const found = await ask('diagnostics', {});
    if (found.ok) tellUnsaved(await saveFile({ ...found.answer, type: 'text/plain' }));
    else tell(found.refusal.message, 'red');
  };
  return (
    <Button small onPress={() => void save()}>
      Save diagnostics
    </Button>
  );
}
