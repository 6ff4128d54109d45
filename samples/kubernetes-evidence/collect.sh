#!/bin/sh
# Secures what a namespace shows of itself, before it vanishes: events and logs first, then manifests and the digests of images (RFC 3227: the
# most volatile first). Everything goes into a directory; the list of its digests becomes an EvidenceItem. Nothing in the cluster is changed,
# and no Secret is read.
#
#   collect.sh NAMESPACE INCIDENT [DIRECTORY] [-- options for kubectl incident evidence add]
#
# It needs kubectl with the right to read the namespace, and kubectl-incident on the PATH.
set -eu

usage() {
  sed -n '2,8p' "$0" | sed 's/^# \{0,1\}//' >&2
  exit 2
}
[ $# -ge 2 ] || usage
space=$1 incident=$2
shift 2
directory=evidence-$space-$(date -u +%Y%m%dT%H%M%SZ)
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  directory=$1
  shift
fi
[ "${1:-}" != -- ] || shift
mkdir "$directory" "$directory/logs" "$directory/manifests"

# What cannot be read is itself worth knowing: it is kept beside the rest, and stops nothing.
take() {
  file=$1
  shift
  if ! "$@" >"$directory/$file" 2>"$directory/.said"; then
    printf '%s: %s\n' "$file" "$(tr '\n' ' ' <"$directory/.said")" >>"$directory/not-collected.txt"
    [ -s "$directory/$file" ] || rm -f "$directory/$file"
  fi
  rm -f "$directory/.said"
}

date -u +%Y-%m-%dT%H:%M:%SZ >"$directory/begun.txt"
take events.json kubectl get events -n "$space" -o json

containers='{range .items[*]}{.metadata.name}{" "}{range .spec.initContainers[*]}{.name}{" "}{end}{range .spec.containers[*]}{.name}{" "}{end}{"\n"}{end}'
kubectl get pods -n "$space" -o jsonpath="$containers" | while read -r pod names; do
  for container in $names; do
    take "logs/$pod.$container.log" kubectl logs -n "$space" "$pod" -c "$container" --timestamps
    # Of a container that was restarted, the log of the one before: mostly the one that matters.
    if kubectl logs -n "$space" "$pod" -c "$container" --timestamps --previous >"$directory/logs/$pod.$container.previous.log" 2>/dev/null; then :; else
      rm -f "$directory/logs/$pod.$container.previous.log"
    fi
  done
done

digests='{range .items[*]}{range .status.initContainerStatuses[*]}{.imageID}{"  "}{.image}{"\n"}{end}{range .status.containerStatuses[*]}{.imageID}{"  "}{.image}{"\n"}{end}{end}'
kubectl get pods -n "$space" -o jsonpath="$digests" | sort -u >"$directory/images.txt"

for kind in pods deployments.apps statefulsets.apps daemonsets.apps replicasets.apps jobs.batch cronjobs.batch services configmaps \
  serviceaccounts networkpolicies.networking.k8s.io roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io; do
  take "manifests/$kind.yaml" kubectl get "$kind" -n "$space" -o yaml
done
date -u +%Y-%m-%dT%H:%M:%SZ >"$directory/ended.txt"

version=$(kubectl version --client -o json | sed -n 's/.*"gitVersion": "\([^"]*\)".*/\1/p' | head -n 1)
kubectl-incident evidence add "$directory" --incident "$incident" --media Snapshot \
  --description "Namespace $space: events, logs, manifests and image digests" \
  --method "collect.sh: read with kubectl, events and logs first, nothing changed" \
  --tool kubectl --tool-version "$version" --where "namespace $space" --clock-offset PT0S "$@"
