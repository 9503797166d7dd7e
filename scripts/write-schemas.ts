import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { jsonSchemaText, type publishedSchemas } from '../src/main/export/json-shape.ts'

// After a change of what registers hold: `node scripts/write-schemas.ts`. A test says when the published schemas are behind.
const folder = resolve(import.meta.dirname, '../resources/schema')
mkdirSync(folder, { recursive: true })
for (const name of ['register-1.json', 'register-draft-1.json'] as const satisfies (keyof typeof publishedSchemas)[]) writeFileSync(resolve(folder, name), jsonSchemaText(name))
