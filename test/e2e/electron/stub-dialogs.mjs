// Loaded into Electron before the app (`electron -r`): message boxes are told on stdout and answered by their first
// button, as nobody sits at the virtual display to press one.
import { dialog } from 'electron';

dialog.showMessageBox = (...args) => {
  const { message, detail, buttons } = args.at(-1);
  process.stdout.write(`BOX ${JSON.stringify({ message, detail, buttons })}\n`);
  return Promise.resolve({ response: 0, checkboxChecked: false });
};
