import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomClaim, RoomNetwork, RoomNetworkSettings } from '../../../../shared/domain/room.ts'
import type { RoomAddress } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { spacedCode } from '../JoinCard.tsx'

/** How often the self-test runs while somebody looks, in milliseconds. */
const testEvery = 4000

function roomKey(project: string, workshop: string, what: 'room' | 'network' | 'claims'): string[] {
  return ['workshops', project, what, workshop]
}

/** What can be done to an open room's door; what was done is said. */
export function useRoomDoor(project: string, workshop: string): { lock: (locked: boolean) => void; rotate: () => void } {
  const { t } = useTranslation('network')
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const queryKey = roomKey(project, workshop, 'room')
  const keep = (room: RoomAddress) => queries.setQueryData(queryKey, room)
  const lock = useMutation({
    mutationFn: (locked: boolean) => api.workshop.lockRoom({ workshop, locked }),
    onSuccess: (room) => {
      keep(room)
      toasts.say(t(room.locked ? 'saidLocked' : 'saidUnlocked'))
    },
    onError: toasts.fail,
  })
  const rotate = useMutation({
    mutationFn: () => api.workshop.rotateCode({ workshop }),
    onSuccess: (room) => {
      keep(room)
      toasts.say(t('rotated', { code: spacedCode(room.code) }))
    },
    onError: toasts.fail,
  })
  return { lock: (locked) => lock.mutate(locked), rotate: () => rotate.mutate() }
}

/** The room's network and its self-test, which runs again and again while this is used. */
export function useRoomNetwork(project: string, workshop: string): { network: RoomNetwork | undefined; choose: (settings: RoomNetworkSettings) => void; choosing: boolean } {
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const queryKey = roomKey(project, workshop, 'network')
  // A switch turns under the finger; what the room makes of it comes after.
  const [pending, setPending] = useState<RoomNetworkSettings | null>(null)
  const network = useQuery({ queryKey, queryFn: () => api.workshop.network({ workshop }), refetchInterval: testEvery }).data
  const choose = useMutation({
    mutationFn: (settings: RoomNetworkSettings) => api.workshop.setNetwork({ workshop, settings }),
    // An older answer that is on its way must not take it back.
    onMutate: () => queries.cancelQueries({ queryKey }),
    onSuccess: (next) => queries.setQueryData(queryKey, next),
    onError: toasts.fail,
    onSettled: (_next, _error, settings) => setPending((newest) => (newest === settings ? null : newest)),
  })
  return {
    network: network && pending ? { ...network, settings: pending } : network,
    choose: (settings) => {
      setPending(settings)
      choose.mutate(settings)
    },
    choosing: choose.isPending,
  }
}

/** Who waits for a seat of theirs. */
export function useRoomClaims(project: string, workshop: string): { claims: RoomClaim[]; answer: (claim: RoomClaim, seat: string | null) => void } {
  const { t } = useTranslation('network')
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const queryKey = roomKey(project, workshop, 'claims')
  const claims = useQuery({ queryKey, queryFn: () => api.workshop.claims({ workshop }) }).data ?? []
  const answer = useMutation({
    mutationFn: ({ claim, seat }: { claim: RoomClaim; seat: string | null }) => api.workshop.answerClaim({ workshop, claim: claim.id, seat }),
    onSuccess: (left, { claim, seat }) => {
      queries.setQueryData(queryKey, left)
      if (seat !== null) toasts.say(t('claims.given', { name: claim.name }))
    },
    onError: (error) => {
      toasts.fail(error)
      void queries.invalidateQueries({ queryKey })
    },
  })
  return { claims, answer: (claim, seat) => answer.mutate({ claim, seat }) }
}
