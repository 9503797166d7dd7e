import { z } from 'zod'
import { phrasebook } from './phrasebook.ts'

/** Where a fact's value comes from. `detail` says it for people, such as `label "HTTPS"` or `default of aws.s3`. */
export const FactOrigin = z.object({
  by: z.enum(['user', 'import', 'technology', 'inference']),
  detail: z.string(),
})
export type FactOrigin = z.infer<typeof FactOrigin>

/** A fact's value: `yes`, `no`, `unknown`, or one of the options its definition lists. */
export const FactValue = z.string().min(1).max(60)
export type FactValue = z.infer<typeof FactValue>

/** A typed property that rules read, with its origin. A fact that is absent is unknown. */
export const Fact = z.object({ value: FactValue, origin: FactOrigin })
export type Fact = z.infer<typeof Fact>

/** Facts of one object by name, such as `encrypted`. */
export const Facts = z.record(z.string().max(60), Fact)
export type Facts = z.infer<typeof Facts>

/** What a fact's origin says in `detail`. A chain of labels (`Customer -> Web -> Orders`) is none of these and reads the same in every language. */
export const originPhrases = phrasebook([
  ['label', 'label "{text}"'],
  ['template', 'set by the template'],
  ['property', 'property "{text}"'],
  ['default', 'default of {technology}'],
  ['personal-data-in', 'personal data flows in from {from}'],
  ['credentials-in', 'credentials flow in from {from}'],
  ['personal-data-flows', 'personal data flows {from} -> {to}'],
  ['credentials-flow', 'credentials flow {from} -> {to}'],
  ['stores-personal-data', '{store} stores personal data'],
  ['stores-credentials', '{store} stores credentials'],
  ['hands-out-credentials', '{element} hands out credentials'],
  ['nothing-from-outside', 'nothing from outside flows here'],
  ['from-outside', '{from} -> {to} comes from outside'],
  ['inside-zone', 'inside {zone}, and nobody outside talks to it'],
  ['personal-data-comes', 'personal data comes {way}'],
  ['credentials-come', 'credentials come {way}'],
  ['nothing-passed-on', 'nothing in front passes requests from the internet on to it'],
  ['same-trust', 'trusted alike: {from} -> {to}'],
  ['other-trust', 'trust changes: {from} -> {to}'],
  ['administers', '{technology} administers others'],
  ['holds-power', '{technology} holds power over others'],
  ['manages', 'manages others: {way}'],
  ['acts-with-broad-role', 'acts with a broad role: {way}'],
  ['hosts', 'others run inside it: {way}'],
  ['few-depend', 'no two other parts hang on it'],
  ['asset', 'asset: {asset}'],
  ['many-depend', 'several parts hang on it: {way}'],
])
