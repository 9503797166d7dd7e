import { z } from 'zod'

/** The languages that everything the application says is there in. English is the command line's. */
export const languages = ['en', 'de'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
