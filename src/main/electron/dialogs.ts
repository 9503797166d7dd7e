import { join } from 'node:path'
import { app, dialog, type Session } from 'electron'
import { isOwnUrl } from './origin.ts'

/** Files the page hands out are saved where the user says; nothing is written without the save dialog, and nothing is fetched. */
export function askWhereToSave(session: Session): void {
  session.on('will-download', (event, item, contents) => {
    const madeByPage = item.getURL().startsWith('blob:') || item.getURL().startsWith('data:')
    if (!madeByPage || !isOwnUrl(contents.getURL())) {
      event.preventDefault()
      return
    }
    item.setSaveDialogOptions({ defaultPath: join(app.getPath('documents'), item.getFilename()) })
  })
}

/** Tells the user why the application can't start. Works before and after the application is ready. */
export function showFatal(error: unknown): void {
  dialog.showErrorBox('Dreadnought', error instanceof Error ? error.message : String(error))
}
