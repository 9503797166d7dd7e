import type { Id } from './id.ts'
import type { Asset } from './project.ts'

/** The assets that the part carries or holds, in the project's order. */
export function assetsOn(assets: readonly Asset[], part: Id): Asset[] {
  return assets.filter(({ on }) => on?.includes(part))
}

/** The asset that people mean by `name`: case and spaces around it do not matter. */
export function assetNamed(assets: readonly Asset[], name: string): Asset | undefined {
  const wanted = plain(name)
  return wanted === '' ? undefined : assets.find((asset) => plain(asset.name) === wanted)
}

/**
 * `assets` so that the part carries or holds those named, and no others. A name that is none of theirs becomes a new asset, with an ordinary
 * need for protection; one that nothing carries any more stays.
 */
export function withAssetsOn(assets: readonly Asset[], part: Id, names: readonly string[], newId: () => Id): Asset[] {
  const fresh: Asset[] = []
  const wanted = new Set<Id>()
  for (const name of names) {
    if (plain(name) === '') continue
    const known = assetNamed(assets, name) ?? assetNamed(fresh, name)
    const asset: Asset = known ?? { id: newId(), name: name.trim().slice(0, 200), confidentiality: 'medium', integrity: 'medium', availability: 'medium' }
    if (!known) fresh.push(asset)
    wanted.add(asset.id)
  }
  return [...assets, ...fresh].map((asset) => {
    const is = asset.on?.includes(part) ?? false
    if (is === wanted.has(asset.id)) return asset
    return placedOn(asset, is ? (asset.on ?? []).filter((id) => id !== part) : [...(asset.on ?? []), part])
  })
}

/** The asset on these parts. Without any, it has no list: a header that says nothing of parts keeps its bytes. */
export function placedOn(asset: Asset, on: readonly Id[]): Asset {
  const placed: Asset = { ...asset, on: [...on] }
  if (on.length === 0) delete placed.on
  return placed
}

/** The asset without parts that are gone. */
export function onlyOn(asset: Asset, isPart: (id: Id) => boolean): Asset {
  return asset.on === undefined || (asset.on.length > 0 && asset.on.every(isPart)) ? asset : placedOn(asset, asset.on.filter(isPart))
}

/** The names in brackets at the end of a label: `HTTPS login (card data, tokens)`. */
export function namesInBrackets(label: string): string[] {
  const inside = /\(([^()]*)\)$/.exec(label.trim())?.[1] ?? ''
  return [inside, ...inside.split(/[,;+&]/)].map((name) => name.trim()).filter((name) => name !== '')
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}
