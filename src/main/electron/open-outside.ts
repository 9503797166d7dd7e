import { dialog, shell } from 'electron'
import { ticketAddress } from '../../shared/domain/mitigation.ts'
import { shellTexts } from './shell-texts.ts'

let asking = false

/**
 * Opens the address of a ticket in the system's browser, once the user has seen all of it and said yes: a page that was taken over could
 * otherwise tell anything to anybody. What is no web address is passed over, as is a second one while the first is asked about.
 */
export async function openOutside(url: string, locale: string): Promise<void> {
  const address = ticketAddress(url)
  if (address === null || asking) return
  const text = shellTexts(locale).openOutside
  asking = true
  try {
    const { response } = await dialog.showMessageBox({ type: 'question', title: 'Dreadnought', message: text.question, detail: `${address}\n\n${text.detail}`, buttons: [text.cancel, text.open], defaultId: 0, cancelId: 0, noLink: true })
    if (response === 1) await shell.openExternal(address)
  } finally {
    asking = false
  }
}
