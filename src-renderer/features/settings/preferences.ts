// Changes preferences; they count at once, on every screen of this host.
import type { Preferences } from '../../../src-shared/preferences.ts';
import { dispatchHost } from '../../store/record.ts';
import { tellAnswer } from '../../ui/toast.tsx';

export function setPreferences(preferences: Partial<Preferences>): void {
  void dispatchHost({ type: 'preferences.set', preferences }).then((answer) => tellAnswer(answer));
}
