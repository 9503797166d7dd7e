import { RPCHandler } from '@orpc/server/message-port'
import { BrowserWindow, ipcMain, type IpcMainEvent, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import type { App } from '../app/app.ts'
import { isOwnUrl } from './origin.ts'

/** The part of a port that oRPC uses; Electron's own type names its events one by one, which oRPC's doesn't accept. */
function portForRpc(port: MessagePortMain) {
  return {
    on(event: string, callback: (event?: { data: unknown }) => void): void {
      if (event === 'message') port.on('message', ({ data }) => callback({ data }))
      if (event === 'close') port.on('close', () => callback())
    },
    postMessage: (data: unknown): void => port.postMessage(data),
  }
}

/** Only the top frame of one of our windows, showing one of our pages, gets a port. */
export function mayConnect(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isOwnUrl(frame.url) && BrowserWindow.fromWebContents(event.sender) !== null
}

/**
 * Gives each page that asks a MessagePort, over which it calls the same procedures as a page in a browser does over WebSocket. A page
 * that asks again (after a reload) gets a new port, and its old one is closed.
 */
export function servePorts(dreadnought: Pick<App, 'router' | 'rpcOptions'>, log: (message: string) => void): void {
  const handler = new RPCHandler(dreadnought.router, dreadnought.rpcOptions)
  const open = new WeakMap<WebContents, MessagePortMain>()
  ipcMain.on('dreadnought:connect', (event) => {
    if (!mayConnect(event) || event.senderFrame === null) {
      log(`refused a port to ${event.senderFrame?.url ?? 'a frame that is gone'}`)
      return
    }
    open.get(event.sender)?.close()
    const { port1, port2 } = new MessageChannelMain()
    open.set(event.sender, port1)
    handler.upgrade(portForRpc(port1))
    port1.start()
    event.senderFrame.postMessage('dreadnought:port', null, [port2])
  })
}
