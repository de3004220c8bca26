#!/usr/bin/env bash
# Runs one benchmark: benchmarks/run.sh index [LARGE SMALL] | scale [FOLDER…] | search [SIZE…] | memory [FILES…] | jmh PATTERN
# Figures go to docs/performance.md by hand, with the machine they were measured on.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
mvn -q -B -DskipTests -pl benchmarks,cli -am package
jdk=$(for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.jdks/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null) || continue
  [ -n "$version" ] && [ "$version" -ge 25 ] && echo "$home" && break
done)
java=("$jdk/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED
  -Dsightline.project="$root" -cp "benchmarks/target/classes:benchmarks/target/lib/*")
what=${1:-}
shift || true
case $what in
  index) "${java[@]}" dev.sightline.benchmarks.IndexThroughput "$@" ;;
  search) "${java[@]}" dev.sightline.benchmarks.SearchLatency "$@" ;;
  scale) "${java[@]}" dev.sightline.benchmarks.DecodeScale "$@" ;;
  memory)
    # The whole program over ever more files. Anonymous memory is what the process holds; the peak of all resident
    # memory also counts pages of the index that are mapped while segments merge, which the system can drop.
    for count in ${*:-1000 10000 100000}; do
      "${java[@]}" dev.sightline.benchmarks.SmallPhotos "$count" >/dev/null
      library=$(mktemp -d)
      ./sightline index "benchmarks/results/local/photos-small-$count" --library "$library/library" --quiet \
        >"$library/out" 2>/dev/null &
      process=$!
      anonymous=0
      while status=$(cat "/proc/$process/status" 2>/dev/null) && [ -n "$status" ]; do
        now=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' <<<"$status")
        peak=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' <<<"$status")
        [ -n "$now" ] || break # it has ended and only waits to be asked
        [ "$now" -gt "$anonymous" ] && anonymous=$now
        sleep 0.5
      done
      wait $process
      echo "$count files: peak anonymous $((anonymous / 1024)) MiB, peak resident $((peak / 1024)) MiB; $(cat "$library/out")"
      rm -r "$library"
    done
    ;;
  jmh) "${java[@]}" org.openjdk.jmh.Main "$@" ;;
  *)
    sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}"
    exit 2
    ;;
esac
