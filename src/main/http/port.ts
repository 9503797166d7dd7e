/** The port that an option names, undefined where it is not given; 0 stands for any free one. Throws a TypeError that says what is wrong. */
export function readPort(option: string, given: string | boolean | undefined): number | undefined {
  if (given === undefined) return undefined
  const port = Number(given)
  if (typeof given !== 'string' || given.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`--${option} takes a number from 0 to 65535, not "${String(given)}"`)
  return port
}
