// The only door between the page and its host, in the sandbox: two functions, no Electron object, no event object.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNEL_TO_COCKPIT, CHANNEL_TO_HOST } from '../src-shared/bridge.ts';
import type { Request } from '../src-shared/bridge.ts';

export interface WarroomDoor {
  /** Goes over as JSON text, its number first. */
  send: (request: Request) => void;
  /** Replies come as JSON text: as objects, the door would copy 5,000 entries three times as slowly. One listener at a time. */
  onReply: (listener: (reply: string) => void) => void;
}

let listener: (reply: string) => void = () => {};
ipcRenderer.on(CHANNEL_TO_COCKPIT, (_event, reply: string) => listener(reply));

const door: WarroomDoor = {
  send: ({ n, ...rest }) => ipcRenderer.send(CHANNEL_TO_HOST, JSON.stringify({ n, ...rest })),
  onReply: (next) => {
    listener = (reply) => next(reply);
  },
};
contextBridge.exposeInMainWorld('warroom', door);
