import fc from 'fast-check'

/**
 * One seed for every law, so that a commit's tests are the same tests on every machine and a failure is there again the
 * next time. Other seeds are looked for on purpose: `SEED=any npm run unit`, or `SEED=12` to come back to one.
 */
const given = process.env['SEED']
fc.configureGlobal({ seed: given === undefined ? 1977 : given === 'any' ? Date.now() : Number(given) })
