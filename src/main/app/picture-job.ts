import type { PictureFile } from '../export/picture/picture.ts'
import type { Jobs, JobTable } from './context.ts'
import { refused } from './problems.ts'

/**
 * A picture as a file, drawn in the worker. Refused with `picture-too-large` where a PNG would have too many pixels.
 */
export async function drawnPicture(jobs: Jobs, input: JobTable['picture-file']['input'], options: { job: string; signal: AbortSignal | undefined }): Promise<PictureFile> {
  const drawn = await jobs.run('picture-file', input, options)
  if ('tooLarge' in drawn) throw refused('picture-too-large', drawn.tooLarge)
  return drawn
}
