import { ipcRenderer } from 'electron'

/**
 * Hands the page its MessagePort when the page asks for it, so that somebody listens by then. Nothing else crosses: the page gets no
 * Electron object and no IPC of its own. A page that asks again gets a new port.
 */
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'dreadnought:connect') ipcRenderer.send('dreadnought:connect')
})

ipcRenderer.on('dreadnought:port', (event) => {
  window.postMessage('dreadnought:port', window.location.origin, [...event.ports])
})
