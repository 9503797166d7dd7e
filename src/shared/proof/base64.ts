const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function encode(bytes: Uint8Array, alphabet: string, pad: boolean): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63)
    if (left > 1) text += alphabet.charAt((group >> 6) & 63)
    if (left > 2) text += alphabet.charAt(group & 63)
  }
  return pad ? text.padEnd(Math.ceil(bytes.length / 3) * 4, '=') : text
}

function decode(text: string, alphabet: string, pad: boolean): Uint8Array | null {
  const body = pad ? text.replace(/={1,2}$/, '') : text
  const bytes = new Uint8Array(Math.floor((body.length * 6) / 8))
  let bits = 0
  let held = 0
  let length = 0
  for (const char of body) {
    const value = alphabet.indexOf(char)
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[length] = (held >> bits) & 0xff
      length += 1
    }
  }
  // Only one spelling of each byte string is accepted: right padding, and no stray bits in the last letter.
  return encode(bytes, alphabet, pad) === text ? bytes : null
}

/** RFC 4648 base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, standard, true)
}

/** The bytes of padded base64; null for anything that {@link toBase64} would not have written. */
export function fromBase64(text: string): Uint8Array | null {
  return decode(text, standard, true)
}

/** RFC 4648 base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, urlSafe, false)
}

/** The bytes of unpadded base64url; null for anything that {@link toBase64Url} would not have written. */
export function fromBase64Url(text: string): Uint8Array | null {
  return decode(text, urlSafe, false)
}
