import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Place = z.object({ url: z.string(), code: z.string(), workshop: z.string(), agenda: z.array(z.string()) })
/** Milliseconds of processor time that the host has used so far, and the memory it holds now, in MB. */
const Figures = z.object({ cpu: z.number(), memory: z.number() })

export interface HostProcess {
  child: ChildProcess
  place: z.infer<typeof Place>
  /** Ends it as a power cut would. Resolves when it is gone. */
  kill: () => Promise<void>
  /** Ends it in order, so that a profile is written. */
  end: () => Promise<void>
  /** `watch` opens the facilitator's windows, `reveal` reveals everything. */
  send: (word: 'watch' | 'reveal') => void
  figures: () => Promise<z.infer<typeof Figures>>
}

export interface HostProcessOptions {
  nodeOptions?: readonly string[]
  words?: readonly ('default-limits' | 'auto-reveal')[]
}

/** Starts `workshop-child.ts` and waits until its room is open. */
export async function startHostProcess(dataDir: string, threats: number, { nodeOptions = [], words = [] }: HostProcessOptions = {}): Promise<HostProcess> {
  const script = path.join(import.meta.dirname, 'workshop-child.ts')
  const child = spawn(process.execPath, [...nodeOptions, script, dataDir, String(threats), ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
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
    figures: () =>
      new Promise((resolve) => {
        lines.once('line', (answer) => resolve(Figures.parse(JSON.parse(answer))))
        child.stdin.write('figures\n')
      }),
  }
}
