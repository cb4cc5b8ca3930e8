# Each program is src/tools/NAME.c and what all share; what a program links it pays for at every
# start, so libraries are listed program by program.

# xlit

# namenorm

# namematch

# namedict

# tmseg

# tmalign

# tmterms

# tmem
