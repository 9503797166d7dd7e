import { z } from 'zod'

/** Opaque, stable, time-ordered id of any object. Made by an injected {@link NewId}, never derived from a label. */
export const Id = z.string().min(1).max(80)
export type Id = z.infer<typeof Id>

/** Makes a new {@link Id}. Injected, so that tests and bare-file analyses are repeatable. */
export type NewId = () => Id

/** UTC instant as an ISO 8601 string, such as `2026-01-31T09:00:00.000Z`. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>

/** The current instant. Injected, never read from a global. */
export type Clock = () => Instant

/** A calendar day without a time zone, such as `2026-01-31`. */
export const PlainDate = z.iso.date()
export type PlainDate = z.infer<typeof PlainDate>
