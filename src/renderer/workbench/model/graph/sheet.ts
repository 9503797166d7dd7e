import type { Box } from '../../../../shared/domain/model.ts'
import type { Measure } from './node-size.ts'
import type { Brush, Look } from './paint-look.ts'
import { paintedBox, paintMoving, paintScene } from './paint-scene.ts'
import { type Scene, type SceneItem, union } from './scene.ts'

/** What of the diagram is in view, in CSS pixels; `ratio` is device pixels a CSS pixel. */
export interface View {
  zoom: number
  pan: { x: number; y: number }
  width: number
  height: number
  ratio: number
}

/**
 * The diagram as a picture that is kept: panning moves it and paints only what comes into view, an edit paints only what changed,
 * and what is being dragged is painted above it. So a frame takes about as long with ten thousand parts as with ten.
 */
export interface Sheet {
  /** Hears of an item that looks different: once where it was, once where it is. */
  dirty: (item: SceneItem) => void
  /** Hears of an item that is on its way: it leaves the kept picture until it stands still. */
  moving: (item: SceneItem) => void
  /** While something is held, what moved stays out of the kept picture. */
  hold: (held: boolean) => void
  /** Everything looks different. */
  repaint: (look: Look) => void
  /** Paints a frame; true where there is more to paint in the next one. */
  draw: (pen: CanvasRenderingContext2D, view: View) => boolean
}

/** Time for painting into the kept picture a frame, in milliseconds: the frame also shows it, and does what else there is. */
const frameBudget = 9
/** Nobody waits for this much at the first picture, and it is whole at once. */
const firstBudget = 400
/** A picture that is made in less than this is made anew at each step of a zoom. */
const quickPicture = 12
/** So long after the last step of a zoom it is painted sharply. */
const settleMs = 110
/** What has not moved for this long stands still. */
const stillMs = 180
const fewestRows = 24

interface Layer {
  canvas: HTMLCanvasElement
  pen: CanvasRenderingContext2D
  scale: number
  x: number
  y: number
}

function layer(): Layer | null {
  const canvas = document.createElement('canvas')
  // Kept and moved by software: it is read more often than it is shown.
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return pen ? { canvas, pen, scale: 0, x: 0, y: 0 } : null
}

export function createSheet(scene: Scene, measure: Measure, first: Look): Sheet {
  let look = first
  let front = layer()
  let back = layer()
  let damage: Box[] = []
  let job: { scale: number; x: number; y: number; row: number } | null = null
  let zoomedAt = 0
  let lastScale = 0
  /** Milliseconds a device pixel took of late. */
  let cost = 0
  let held = false
  const live = new Map<SceneItem, number>()

  const brushFor = (pen: CanvasRenderingContext2D, zoom: number, scale: number): Brush => ({ pen, look, measure, zoom, hair: 1 / scale })
  const isLive = (item: SceneItem) => live.has(item)
  const whole = (): Box => ({ x: 0, y: 0, width: front?.canvas.width ?? 0, height: front?.canvas.height ?? 0 })

  function addDamage(box: Box): void {
    const { width, height } = whole()
    const left = Math.max(0, Math.floor(box.x))
    const top = Math.max(0, Math.floor(box.y))
    const right = Math.min(width, Math.ceil(box.x + box.width))
    const bottom = Math.min(height, Math.ceil(box.y + box.height))
    if (right <= left || bottom <= top) return
    const next = { x: left, y: top, width: right - left, height: bottom - top }
    // Many small ones take longer to go through than the one around them.
    if (damage.length >= 10) damage = [damage.reduce(union, next)]
    else damage.push(next)
  }

  function damageItem(item: SceneItem, ratio: number): void {
    if (!front || front.scale === 0) return
    const { x, y, width, height } = paintedBox(item, front.scale / ratio)
    addDamage({ x: x * front.scale + front.x, y: y * front.scale + front.y, width: width * front.scale, height: height * front.scale })
  }

  let ratio = 1
  function dirty(item: SceneItem): void {
    job = null
    if (item.box.width > 0 || item.box.height > 0) damageItem(item, ratio)
    if (item.type !== 'flow' || item.route) return
    scene.routeOf(item)
    damageItem(item, ratio)
  }

  function moving(item: SceneItem): void {
    if (!live.has(item)) {
      job = null
      damageItem(item, ratio)
    }
    live.set(item, performance.now())
  }

  /** What stands still again goes back into the kept picture. */
  function settle(now: number): void {
    if (held) return
    for (const [item, at] of live) {
      if (now - at < stillMs) continue
      live.delete(item)
      if (scene.get(item.id) === item) dirty(item)
    }
  }

  /** Paints `box` (device pixels) of a layer; answers milliseconds. */
  function paint(into: Layer, box: Box, view: View): number {
    const start = performance.now()
    const { pen, scale, x, y } = into
    pen.save()
    pen.beginPath()
    pen.rect(box.x, box.y, box.width, box.height)
    pen.clip()
    pen.clearRect(box.x, box.y, box.width, box.height)
    pen.setTransform(scale, 0, 0, scale, x, y)
    paintScene(brushFor(pen, scale / view.ratio, scale), scene, { x: (box.x - x) / scale, y: (box.y - y) / scale, width: box.width / scale, height: box.height / scale }, isLive)
    pen.restore()
    // Browsers put painting off until somebody looks; looking says what it really took.
    pen.getImageData(box.x, box.y, 1, 1)
    const took = performance.now() - start
    const share = Math.min(1, (box.width * box.height) / 100_000)
    cost = cost === 0 ? took / (box.width * box.height) : cost * (1 - share / 2) + (took / (box.width * box.height)) * (share / 2)
    return took
  }

  const rowsFor = (width: number, time: number) => Math.max(fewestRows, Math.floor(time / Math.max(1e-9, cost * width)))

  /** Repairs the kept picture for as long as there is time. */
  function repair(view: View, budget: number): void {
    let left = budget
    while (front && damage.length > 0 && left > 0) {
      const box = damage.pop()
      if (!box) return
      const rows = Math.min(box.height, rowsFor(box.width, left))
      left -= paint(front, { ...box, height: rows }, view)
      if (rows < box.height) damage.push({ ...box, y: box.y + rows, height: box.height - rows })
    }
  }

  function shift(dx: number, dy: number): void {
    if (!front) return
    const { canvas, pen } = front
    const { width, height } = whole()
    front.x += dx
    front.y += dy
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) {
      damage = [whole()]
      return
    }
    pen.globalCompositeOperation = 'copy'
    pen.drawImage(canvas, dx, dy)
    pen.globalCompositeOperation = 'source-over'
    const before = damage
    damage = []
    for (const box of before) addDamage({ ...box, x: box.x + dx, y: box.y + dy })
    if (dx !== 0) addDamage({ x: dx > 0 ? 0 : width + dx, y: 0, width: Math.abs(dx), height })
    if (dy !== 0) addDamage({ x: 0, y: dy > 0 ? 0 : height + dy, width, height: Math.abs(dy) })
  }

  /** Makes a picture at another zoom behind the one that is shown, and changes them when it is whole. */
  function follow(view: View, scale: number, x: number, y: number, budget: number, now: number): void {
    if (!front || !back) return
    const { width, height } = whole()
    const quick = cost * width * height < quickPicture || budget >= firstBudget
    if (!quick && now - zoomedAt < settleMs) return
    if (job?.scale !== scale) {
      job = { scale, x, y, row: 0 }
      back.canvas.width = width
      back.canvas.height = height
      Object.assign(back, { scale, x, y })
    }
    let left = quick ? Infinity : budget
    while (job.row < height && left > 0) {
      const rows = Math.min(height - job.row, quick ? height : rowsFor(width, left))
      left -= paint(back, { x: 0, y: job.row, width, height: rows }, view)
      job.row += rows
    }
    if (job.row < height) return
    ;[front, back] = [back, front]
    job = null
    damage = []
  }

  function resize(width: number, height: number): void {
    if (!front || (front.canvas.width === width && front.canvas.height === height)) return
    front.canvas.width = width
    front.canvas.height = height
    job = null
    damage = [whole()]
  }

  function draw(pen: CanvasRenderingContext2D, view: View): boolean {
    if (!front || view.width === 0 || view.height === 0) return false
    const now = performance.now()
    ratio = view.ratio
    resize(Math.round(view.width * ratio), Math.round(view.height * ratio))
    const scale = view.zoom * ratio
    const [x, y] = [Math.round(view.pan.x * ratio), Math.round(view.pan.y * ratio)]
    if (lastScale !== scale) zoomedAt = now
    const isFirst = front.scale === 0
    lastScale = scale
    if (isFirst) {
      Object.assign(front, { scale, x, y })
      damage = [whole()]
    }
    settle(now)
    if (front.scale !== scale) follow(view, scale, x, y, frameBudget, now)
    if (front.scale === scale && (front.x !== x || front.y !== y)) shift(x - front.x, y - front.y)
    if (front.scale === scale) repair(view, isFirst ? firstBudget : frameBudget)
    show(pen, view, scale, x, y)
    return damage.length > 0 || front.scale !== scale || (live.size > 0 && !held)
  }

  function show(pen: CanvasRenderingContext2D, view: View, scale: number, x: number, y: number): void {
    if (!front) return
    const { width, height } = whole()
    const brush = brushFor(pen, view.zoom, scale)
    const moves = live.size > 0
    if (moves) {
      pen.setTransform(1, 0, 0, 1, 0, 0)
      pen.clearRect(0, 0, width, height)
      pen.setTransform(scale, 0, 0, scale, x, y)
      paintMoving(brush, scene, live.keys(), 'below')
    }
    const by = scale / front.scale
    pen.setTransform(by, 0, 0, by, x - front.x * by, y - front.y * by)
    if (!moves) pen.globalCompositeOperation = 'copy'
    pen.drawImage(front.canvas, 0, 0)
    pen.globalCompositeOperation = 'source-over'
    if (!moves) return
    pen.setTransform(scale, 0, 0, scale, x, y)
    paintMoving(brush, scene, live.keys(), 'above')
  }

  return {
    dirty,
    moving,
    hold: (now) => {
      held = now
    },
    repaint: (next) => {
      look = next
      job = null
      damage = [whole()]
    },
    draw,
  }
}
