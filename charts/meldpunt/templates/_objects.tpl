{{/*
The objects of files/, which are installed by other means too (npm start), so that there is one source: each as it stands there,
with what only Helm needs laid over it. Called with dict "root" $ "glob" <pattern> "keep" <bool> "annotations" <dict>.
*/}}
{{- define "meldpunt.objects" -}}
{{- $root := .root -}}
{{- range $path, $bytes := $root.Files.Glob .glob }}
{{- range $text := splitList "\n---\n" (toString $bytes) }}
{{- include "meldpunt.object" (dict "root" $root "text" $text "keep" $.keep "annotations" $.annotations) }}
{{- end }}
{{- end }}
{{- end }}

{{/* One object of a file; nothing where this release cannot have it. */}}
{{- define "meldpunt.object" -}}
{{- $object := fromYaml (replace "meldpunt-system" .root.Release.Namespace .text) -}}
{{- if hasKey $object "Error" }}{{ fail (get $object "Error") }}{{ end -}}
{{- if and $object (eq (include "meldpunt.wanted" (dict "root" .root "object" $object)) "yes") }}
{{- $metadata := $object.metadata -}}
{{- $annotations := mergeOverwrite (default dict $metadata.annotations | deepCopy) (default dict .annotations) -}}
{{- if eq $object.kind "ServiceAccount" }}{{ $annotations = mergeOverwrite $annotations .root.Values.serviceAccountAnnotations }}{{ end -}}
{{- if .keep }}{{ $_ := set $annotations "helm.sh/resource-policy" "keep" }}{{ end -}}
{{- if $annotations }}{{ $_ := set $metadata "annotations" $annotations }}{{ end -}}
{{- $_ := set $metadata "labels" (mergeOverwrite (default dict $metadata.labels | deepCopy) (fromYaml (include "meldpunt.labels" .root))) }}
---
{{ toYaml $object }}
{{- end }}
{{- end }}

{{/*
Whether an object of a file belongs to this release: the Namespace is Helm's, mutating policies only where the server has them, the
guard of namespaces only where it is asked for, and the right to all records not where namespaces are named.
*/}}
{{- define "meldpunt.wanted" -}}
{{- $kind := .object.kind -}}
{{- $mutates := hasPrefix "MutatingAdmissionPolicy" $kind -}}
{{- $served := .root.Capabilities.APIVersions.Has (printf "%s/%s" .object.apiVersion $kind) -}}
{{- $guards := hasPrefix "meldpunt-namespace-of-" .object.metadata.name -}}
{{- if eq $kind "Namespace" }}no
{{- else if and $mutates (not $served) }}no
{{- else if and (eq $kind "ClusterRoleBinding") (eq .object.metadata.name "meldpunt-operator-records") .root.Values.namespaces }}no
{{- else if and $guards (not .root.Values.admission.guardNamespaces) }}no
{{- else }}yes{{ end -}}
{{- end }}

{{/* Labels of everything; app.kubernetes.io/part-of is how scripts and people find it again. */}}
{{- define "meldpunt.labels" -}}
app.kubernetes.io/name: meldpunt
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: meldpunt
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (replace "+" "_" .Chart.Version) }}
{{- end }}

{{/* Labels by which the pods are selected; they never change, because a Deployment's selector cannot. */}}
{{- define "meldpunt.selector" -}}
app.kubernetes.io/name: meldpunt
app.kubernetes.io/component: operator
{{- end }}

{{- define "meldpunt.image" -}}
{{- $repository := required "image.repository is not set: name the image that you built and pushed, such as registry.example.org/security/meldpunt (docs/tutorials/install.md)." .Values.image.repository -}}
{{- if .Values.image.digest }}{{ printf "%s@%s" $repository .Values.image.digest }}
{{- else }}{{ printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) }}{{ end -}}
{{- end }}
