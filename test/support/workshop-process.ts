import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Place = z.object({ url: z.string(), code: z.string(), workshop: z.string(), agenda: z.array(z.string()) })

export interface HostProcess {
  child: ChildProcess
  place: z.infer<typeof Place>
  /** Ends it as a power cut would. Resolves when it is gone. */
  kill: () => Promise<void>
  send: (word: string) => void
}

/** Starts `workshop-child.ts` and waits until its room is open. */
export async function startHostProcess(dataDir: string, threats: number): Promise<HostProcess> {
  const script = path.join(import.meta.dirname, 'workshop-child.ts')
  const child = spawn(process.execPath, [script, dataDir, String(threats)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the host ended with ${String(code)} before its room was open`)))
  })
  return {
    child,
    place: Place.parse(JSON.parse(line)),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    send: (word) => child.stdin.write(`${word}\n`),
  }
}
