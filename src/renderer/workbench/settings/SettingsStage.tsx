export function SettingsStage({ project }: { project: string }) {
  return <div data-project={project} />
}
