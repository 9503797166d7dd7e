/** The operating system's way to keep a secret for the user who is signed in. */
export interface KeyProtection {
  /** Throws where the system refuses. */
  seal: (text: string) => Uint8Array
  /** Throws where it was sealed for another user, or the system's key store has changed since. */
  open: (sealed: Uint8Array) => string
}
