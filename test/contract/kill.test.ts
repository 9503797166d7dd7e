import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { createApp } from '../../src/main/app/app.ts'
import { overPort, tempDir } from '../support/app.ts'

it('K1 everything that was acknowledged is there after kill -9, and can be undone step by step', async () => {
  const folder = tempDir()
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../support/edit-loop.ts'), folder.path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.split('\n').length > 120) child.kill('SIGKILL')
    })
    child.on('close', () => done())
  })
  const [first = '', ...acknowledged] = said.split('\n').slice(0, -1)
  const project = first.replace('project ', '')
  const app = await createApp({ dataDir: folder.path, host: 'browser' })
  const { api, close } = overPort(app)
  expect((await api.app.info()).damaged).toBeNull()
  const ids = (await api.model.get({ project })).elements.map((element) => element.id)
  expect(ids.slice(0, acknowledged.length)).toEqual(acknowledged)
  // One more may have been committed whose acknowledgement died with the process.
  expect(ids.length - acknowledged.length).toBeLessThanOrEqual(1)
  await api.history.undo({ project })
  expect((await api.model.get({ project })).elements.length).toBe(ids.length - 1)
  await close()
  await app.close()
  folder.remove()
})
