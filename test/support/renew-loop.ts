/** Makes a new key over and over, and says each one's public part once it can sign with it, until it is killed. `node renew-loop.ts DATA_DIR` */
import { renewOwnKey } from '../../src/main/store/keys/own-key.ts'

const [dataDir = ''] = process.argv.slice(2)
for (;;) {
  const key = renewOwnKey({ dataDir, host: 'browser', protection: () => null, clock: () => new Date().toISOString() })
  if ('trouble' in key) throw new Error(key.trouble)
  if (!process.stdout.write(`${Buffer.from(key.publicKey).toString('hex')}\n`)) await new Promise((done) => process.stdout.once('drain', done))
  await new Promise((done) => setImmediate(done))
}
