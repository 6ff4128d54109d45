# syntax=docker/dockerfile:1
# The image of the operator: Node, the libraries it is linked to, the operator and its production dependencies, and nothing else.
#
#   docker build -t registry.example.org/security/meldpunt:0.1.0 --sbom=true --provenance=mode=max .
#
# scripts/image.ts says what is in it, and is tested without an engine (test/e2e/image.test.ts). Pin the base by digest in your pipeline:
# --build-arg NODE_IMAGE=node:26-trixie-slim@sha256:... (docs/explanation/supply-chain.md says why none stands here).
ARG NODE_IMAGE=node:26-trixie-slim

FROM ${NODE_IMAGE} AS build
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY package.json package-lock.json ./
# The script that makes the image needs no package itself, so the packages are installed once, into the image.
COPY scripts/image.ts scripts/process.ts scripts/runtime.ts scripts/
COPY crds crds
COPY operator operator
RUN node scripts/image.ts /image

FROM scratch
COPY --from=build --chown=0:0 /image /
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="meldpunt" \
      org.opencontainers.image.description="The operator of the central register of information-security and privacy incidents" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.url="https://meldpunt.dev" \
      org.opencontainers.image.documentation="https://meldpunt.dev/docs/install" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compiled
USER 65532:65532
EXPOSE 9464 8443
# scripts/runtime.ts says why.
ENTRYPOINT ["/usr/local/bin/node", "--max-semi-space-size=4", "--initial-old-space-size=32", "--heap-growing-percent=20"]
CMD ["operator/main.ts"]
