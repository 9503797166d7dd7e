import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const folder = resolve(import.meta.dirname, '../../../resources/locales')
const languages = readdirSync(folder).sort()

interface Texts {
  [key: string]: string | Texts
}
const Texts: z.ZodType<Texts> = z.lazy(() => z.record(z.string(), z.union([z.string(), Texts])))

function flatten(texts: Texts, path: readonly string[] = []): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[[...path, key].join('.'), value] as [string, string]] : flatten(value, [...path, key]),
  )
}

function read(language: string, file: string): Map<string, string> {
  return new Map(flatten(Texts.parse(JSON.parse(readFileSync(join(folder, language, file), 'utf8')))))
}

/** Keys without the suffix of a plural form: languages differ in which forms they have, and share the key. */
function baseKey(key: string): string {
  return key.replace(/_(?:zero|one|two|few|many|other)$/, '')
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{-?\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? ''))].sort()
}

/** Tags in a text stand for components (`<1>...</1>`). */
function tags(text: string): string[] {
  return [...text.matchAll(/<\/?[\w-]+\s*\/?>/g)].map((match) => match[0].replace(/\s/g, '')).sort()
}

/** Forms that a language's plural rules ask for. */
function forms(language: string): string[] {
  return [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort()
}

describe('texts in every language', () => {
  it('are there in English and German', () => {
    expect(languages).toEqual(['de', 'en'])
    expect(readdirSync(join(folder, 'en')).length).toBeGreaterThan(0)
  })

  it('come in the same files', () => {
    for (const language of languages) expect(readdirSync(join(folder, language)).sort()).toEqual(readdirSync(join(folder, 'en')).sort())
  })

  for (const file of readdirSync(join(folder, 'en')).sort()) {
    describe(file, () => {
      const english = read('en', file)

      for (const language of languages.filter((name) => name !== 'en')) {
        const other = read(language, file)

        it(`${language} has the keys of English, no more and no fewer`, () => {
          const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(baseKey))].sort()
          expect(keys(other)).toEqual(keys(english))
        })

        it(`${language} uses the placeholders and tags of English`, () => {
          const uses = (texts: Map<string, string>, read: (text: string) => string[]) => {
            const byKey = new Map<string, Set<string>>()
            for (const [key, text] of texts) byKey.set(baseKey(key), new Set([...(byKey.get(baseKey(key)) ?? []), ...read(text)]))
            return Object.fromEntries([...byKey].map(([key, found]) => [key, [...found].sort()]).sort())
          }
          expect(uses(other, placeholders)).toEqual(uses(english, placeholders))
          expect(uses(other, tags)).toEqual(uses(english, tags))
        })
      }

      for (const language of languages) {
        const texts = read(language, file)

        it(`${language} has no empty text`, () => {
          expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
        })

        it(`${language} has every plural form its grammar asks for`, () => {
          const plural = [...new Set([...texts.keys()].filter((key) => baseKey(key) !== key).map(baseKey))]
          // A `zero` text is extra in both languages; i18next uses it where it is there.
          const missing = plural.flatMap((key) => forms(language).filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form}`))
          expect(missing).toEqual([])
        })
      }
    })
  }
})
