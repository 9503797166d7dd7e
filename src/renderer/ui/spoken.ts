/** Read out, not seen: what a screen reader is told at the moments that matter, where the eye has a picture or a running number. */
export const spoken = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const
