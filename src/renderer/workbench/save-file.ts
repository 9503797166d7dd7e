import { fromBase64 } from './base64.ts'

/** Hands a file to the user: the browser's download, or Electron's save dialog behind it. */
export function saveFile(file: { name: string; mime: string; bytes: string }): void {
  const url = URL.createObjectURL(new Blob([fromBase64(file.bytes)], { type: file.mime }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The download has taken its own hold of the data by the next turn of the loop in every engine we ship on.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
