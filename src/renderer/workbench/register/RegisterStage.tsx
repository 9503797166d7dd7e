export function RegisterStage({ project }: { project: string }) {
  return <div data-project={project} />
}
