export function PresenterScreen({ workshop }: { workshop: string }) {
  return <div data-workshop={workshop} />
}
