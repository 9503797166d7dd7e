/** What two places of the comparison may be: the model now, what was last seen, or a revision by its id. */
export function comparePath(project: string, before: string, after: string): string {
  return `/p/${project}/changes/${encodeURIComponent(before)}/${encodeURIComponent(after)}`
}
