# copydesk with git, for CI systems that run containers:
#
#   docker build -t copydesk .
#   docker run --rm -v "$PWD:/corpus" copydesk check --since origin/main
FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=0.1.0
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.Version=$VERSION" -o /copydesk ./cmd/copydesk

FROM alpine:3.22
# A folder that is mounted belongs to somebody else, which git does not trust
# unless it is told to. It is the only one here.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
COPY --from=build /copydesk /usr/local/bin/copydesk
WORKDIR /corpus
ENTRYPOINT ["copydesk"]
