/**
 * Runs sandboxed in each document of the window, before its scripts, as one CommonJS file. It gives the page a line for
 * frames of text and nothing else: what they say is judged by the core, call by call.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const heard = 'drillbook:frame';

// A document that is loaded again starts a line of its own: the streams of the one before end.
ipcRenderer.send('drillbook:open');

contextBridge.exposeInMainWorld('drillbook', {
  host: 'electron',
  post: (frame: string) => {
    ipcRenderer.send(heard, frame);
  },
  onFrame: (listener: (frame: string) => void) => {
    const forward = (_event: unknown, frame: string): void => {
      listener(frame);
    };
    ipcRenderer.on(heard, forward);
    return () => {
      ipcRenderer.off(heard, forward);
    };
  },
  onClose: (listener: () => void) => {
    const forward = (): void => {
      listener();
    };
    ipcRenderer.on('drillbook:closed', forward);
    return () => {
      ipcRenderer.off('drillbook:closed', forward);
    };
  },
  pathOf: (file: File) => webUtils.getPathForFile(file),
});
