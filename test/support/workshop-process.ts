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
  /** Ends it in order, so that a profile is written. */
  end: () => Promise<void>
  send: (word: string) => void
  /** Milliseconds of processor time that the host has used so far. */
  cpu: () => Promise<number>
}

/** Starts `workshop-child.ts`, with more options for Node where there are any, and waits until its room is open. */
export async function startHostProcess(dataDir: string, threats: number, nodeOptions: readonly string[] = []): Promise<HostProcess> {
  const script = path.join(import.meta.dirname, 'workshop-child.ts')
  const child = spawn(process.execPath, [...nodeOptions, script, dataDir, String(threats)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the host ended with ${String(code)} before its room was open`)))
  })
  return {
    child,
    place: Place.parse(JSON.parse(line)),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    end: async () => {
      child.stdin.end()
      await gone
    },
    send: (word) => child.stdin.write(`${word}\n`),
    cpu: () =>
      new Promise((resolve) => {
        lines.once('line', (answer) => resolve(Number(answer)))
        child.stdin.write('cpu\n')
      }),
  }
}
