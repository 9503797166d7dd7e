const unplain = /[^\P{Cc}\n]|[\p{Cs}\u2028-\u202e\u2066-\u2069]/u

/** Text from outside without what steers a terminal or turns the direction of what follows; line ends stay, each as `\n`. */
export function plainText(value: string): string {
  // Most texts are plain, and one look is cheaper than four.
  if (!unplain.test(value)) return value
  return value
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/\r\n|[\r\u2028\u2029]/g, '\n')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[^\P{Cc}\n]+/gu, ' ')
}

/** As {@link plainText}, on one line. */
export function plainLine(value: string): string {
  return plainText(value).replaceAll(/\s+/g, ' ').trim()
}

/** Text without what steers a terminal or turns the direction of what follows; all else, line ends and tabs included, stays as it was. */
export function unsteered(value: string): string {
  return value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]+/g, ' ').replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
}
