// Puts the cockpit on the screen: quiet zod first, then the bridge, then React.
import './ui/zod-without-eval.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { lazy, Suspense } from 'react';
import { App } from './app.tsx';
import { connectHost } from './bridge.ts';
import { startRecord } from './store/record.ts';

const root = document.querySelector('#cockpit');
if (root === null) throw new Error('index.html has no #cockpit.');
startRecord(connectHost(window));

// The desktop's small windows are pages of their own, on the same bridge (src-main/shell/small-window.ts).
const Capture = lazy(() => import('./capture-window.tsx').then((m) => ({ default: m.CaptureWindow })));
const page = new URLSearchParams(window.location.search).get('window');
createRoot(root).render(
  page === 'capture' ? (
    <Suspense>
      <Capture />
    </Suspense>
  ) : (
    <App />
  ),
);
