/** A picture that would have more pixels than can be drawn. */
export class PictureTooLarge extends Error {
  readonly width: number
  readonly height: number
  constructor(width: number, height: number) {
    super(`the picture would be ${width} x ${height} pixels`)
    this.name = 'PictureTooLarge'
    this.width = width
    this.height = height
  }
}
