import { Menu, type MenuItemConstructorOptions } from 'electron'
import { shellTexts } from './shell-texts.ts'

/**
 * The menu bar: what the operating system expects and the page can't do. Undo is not in it, since the page's own undo covers the whole
 * project, not a text field. Nor is reload, which a facilitator could hit in the middle of a vote.
 */
export function menuTemplate(locale: string): MenuItemConstructorOptions[] {
  const text = shellTexts(locale).menu
  return [
    {
      label: text.file,
      submenu: [
        { role: 'close', label: text.close },
        { role: 'quit', label: text.quit },
      ],
    },
    {
      label: text.edit,
      submenu: [
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { role: 'resetZoom', label: text.resetZoom },
        { role: 'togglefullscreen', label: text.fullScreen },
      ],
    },
    { label: text.window, submenu: [{ role: 'minimize', label: text.minimize }] },
  ]
}

export function setMenu(locale: string): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale)))
}
