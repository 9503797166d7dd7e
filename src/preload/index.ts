import { ipcRenderer } from 'electron'

/**
 * Hands the page its MessagePort. Nothing else crosses: the page gets no Electron object and no IPC of its own. The port is asked for
 * once the page's own scripts have run, so that somebody listens; a reloaded page asks again and gets a new one.
 */
window.addEventListener('load', () => {
  ipcRenderer.send('dreadnought:connect')
})

ipcRenderer.on('dreadnought:port', (event) => {
  window.postMessage('dreadnought:port', window.location.origin, [...event.ports])
})
