// Puts the small timer on the screen: a window of its own in Electron, over every other program.
import './ui/zod-without-eval.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { connectHost } from './bridge.ts';
import { Timer } from './features/timer/timer.tsx';
import { followList } from './store/list.ts';

const root = document.querySelector('#timer');
if (root === null) throw new Error('timer.html has no #timer.');
const bridge = connectHost(window);
followList(bridge);
createRoot(root).render(<Timer send={(command) => void bridge.dispatchHost(command)} />);
