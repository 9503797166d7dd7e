import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard'
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher, type StandardHandlerOptions } from '@orpc/server/standard'
import { WebsocketHandler } from '@orpc/server/websocket'
import { isPlainJson } from '../app/plain-json.ts'
import type { SeatCall, SeatRouter } from '../app/seats.ts'

export type SeatHandler = WebsocketHandler<SeatCall>

/**
 * The library's own handler, with one difference: a view that is known to be plain JSON is not copied value by value in search
 * of dates and files. After a reveal every seat gets a long one at the same moment.
 */
export function createSeatHandler(router: SeatRouter, options: StandardHandlerOptions<SeatCall>): SeatHandler {
  const json = new StandardRPCJsonSerializer()
  const serialize = json.serialize.bind(json)
  json.serialize = (data, ...rest) => (isPlainJson(data) ? [data, [], [], []] : serialize(data, ...rest))
  const codec = new StandardRPCCodec(new StandardRPCSerializer(json))
  return new WebsocketHandler(new StandardHandler(router, new StandardRPCMatcher(), codec, options))
}
