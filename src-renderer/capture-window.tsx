// The small window of the one-line capture: the same theme and language as the cockpit, and nothing else of it.
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Capture } from './features/composer/capture.tsx';
import { useRecord } from './store/record.ts';
import { followTheme } from './ui/theme.ts';

export function CaptureWindow() {
  const theme = useRecord((record) => record.host?.preferences.theme ?? null);
  useEffect(() => (theme === null ? undefined : followTheme(theme)), [theme]);
  return (
    <I18nProvider locale="en-GB">
      <Capture />
    </I18nProvider>
  );
}
